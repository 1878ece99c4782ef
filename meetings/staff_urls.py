"""Pages for staff, under the address of the admin."""

from django.urls import path

from .attendance import phone
from .attendance import views as attendance_views

app_name = "attendance"

urlpatterns = [
    path("", attendance_views.today, name="today"),
    path("deur.js", phone.worker, name="worker"),
    path("<slug:slug>/", attendance_views.attendance, name="list"),
    path("<slug:slug>/afvinken/", attendance_views.mark, name="mark"),
    path("<slug:slug>/vinkjes/", phone.ticks, name="ticks"),
    path("<slug:slug>/code/<int:pk>/", attendance_views.ticket, name="ticket"),
    path("<slug:slug>/binnenloper/", attendance_views.walk_in, name="walk_in"),
    path("<slug:slug>/compleet/", attendance_views.close, name="close"),
    path("<slug:slug>/presentielijst.pdf", attendance_views.printed_list, name="printed"),
    path("<slug:slug>/badges.pdf", attendance_views.badges, name="badges"),
    path("<slug:slug>/evaluatie/", attendance_views.evaluation_results, name="evaluation"),
]
