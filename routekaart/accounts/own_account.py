"""The page on which a colleague sees where he or she is signed in, and signs out elsewhere."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .lost_phone import CONFIRM
from .sessions import sign_out_everywhere, sign_out_of, signed_in

OTHERS = "elders"


def own_account_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        _sign_out(request, request.POST.get("afmelden", ""))
        return redirect("admin:own_account")
    sessions = signed_in(request.user)
    here = request.session.session_key
    context = {
        "title": "Uw account",
        "here": next((each for each in sessions if each.key == here), None),
        "elsewhere": [each for each in sessions if each.key != here],
        "others": OTHERS,
        "helps_colleagues": request.user.has_perm(CONFIRM),
    }
    return render(request, "admin/own_account.html", admin.site.each_context(request) | context)


def _sign_out(request: HttpRequest, which: str) -> None:
    if which == OTHERS:
        sign_out_everywhere(request.user, but=request.session.session_key)
        messages.success(request, "U bent overal elders afgemeld.")
    elif sign_out_of(request.user, which):
        messages.success(request, "U bent daar afgemeld.")
    else:
        messages.info(request, "Daar was u al afgemeld.")
