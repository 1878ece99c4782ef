from django.urls import path

from . import facilitator, views

app_name = "sorting"

urlpatterns = [
    path("", views.enter, name="enter"),
    path("begeleider/<str:token>/<int:pk>/", facilitator.rounds, name="rounds"),
    path("begeleider/<str:token>/<int:pk>/<int:number>/", facilitator.one_round, name="round"),
    path("begeleider/<str:token>/<int:pk>/<int:number>/einde/", facilitator.end, name="end"),
    path("begeleider/<str:token>/<int:pk>/<int:number>/papier/", facilitator.paper, name="paper"),
    path("<slug:code>/", views.start, name="start"),
    path("<slug:code>/<uuid:key>/", views.sort, name="sort"),
]
