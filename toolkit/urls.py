from django.urls import path

from . import conclusions_from_pilots, from_pilots, views
from .copies.views import copy_page
from .giver.views import own_story
from .library import for_facilitators as facilitators_library
from .library import views as library
from .library.addresses import ADDRESSES as LIBRARY
from .plans import for_facilitators
from .plans.views import ADDRESSES
from .readers import views as readers

app_name = "toolkit"

urlpatterns = [
    *(
        path(address, library.public, {"page": page}, name=page)
        for page, address in LIBRARY.items()
    ),
    *(
        path(
            f"voor-begeleiders/<str:token>/{address}",
            facilitators_library.library,
            {"page": page},
            name=f"facilitator_{page}",
        )
        for page, address in LIBRARY.items()
    ),
    path("verhaal-delen/", views.share, name="share_story"),
    path(
        "conclusie-uit-een-sessie/<str:token>/<int:pk>/",
        conclusions_from_pilots.hand_in,
        name="conclusion_from_session",
    ),
    path(
        "verhaal-uit-een-sessie/<str:token>/<int:pk>/",
        from_pilots.hand_in,
        name="story_from_session",
    ),
    *(
        path(
            f"begeleiderskit/<str:token>/<int:pk>/{address}/",
            for_facilitators.plan,
            {"page": page},
            name=f"session_plan_{page}",
        )
        for page, address in ADDRESSES.items()
    ),
    path("exemplaar/<str:token>/", copy_page, name="copy"),
    path("mijn-verhaal/<str:token>/", own_story, name="own_story"),
    path("lezen/<str:token>/", readers.stories, name="read_stories"),
    path("lezen/<str:token>/<int:pk>/", readers.story, name="read_story"),
    path("verhaal-delen/dank/<str:token>/", views.shared, name="story_shared"),
]
