from django.urls import path

from . import views

app_name = "toolkit"

urlpatterns = [
    path("verhaal-delen/", views.share, name="share_story"),
    path("verhaal-delen/dank/<str:token>/", views.shared, name="story_shared"),
]
