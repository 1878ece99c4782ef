"""What everybody sees where stored bytes are not those that were published: never the bytes."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .models.version import AlteredError

logger = logging.getLogger(__name__)


class AlteredVersionMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, AlteredError):
            return None
        logger.error("what was published is altered", extra={"version": str(error)})
        answer = render(request, "reporting/altered.html", status=500)
        answer["Cache-Control"] = "no-store"
        return answer
