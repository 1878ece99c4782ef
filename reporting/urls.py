from django.urls import path

from . import views

app_name = "reporting"

urlpatterns = [
    path("<slug:programme>/<int:year>/", views.preview, name="preview"),
    path("<slug:programme>/<int:year>/gereed/", views.readiness, name="readiness"),
    path("<slug:programme>/<int:year>/rapportage.<slug:form>", views.file, name="file"),
]
