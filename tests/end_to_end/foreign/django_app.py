"""A Django project that logs people in by mozilla-django-oidc, with the settings of a file."""

import sys
from pathlib import Path
from wsgiref.simple_server import make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.contrib.auth import get_user_model
from django.http import JsonResponse
from django.urls import include, path

port, folder, ours = int(sys.argv[1]), Path(sys.argv[2]), {}
sys.path.append(str(folder))
exec((folder / "settings.py").read_text(), ours)

settings.configure(
    **{name: value for name, value in ours.items() if name.isupper()},
    SECRET_KEY="of the test",
    ALLOWED_HOSTS=["localhost"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "django.sqlite3")}},
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "mozilla_django_oidc",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)


def home(request):
    user = request.user
    email = user.email if user.is_authenticated else None
    return JsonResponse({"users": get_user_model().objects.count(), "email": email})


urlpatterns = [path("oidc/", include("mozilla_django_oidc.urls")), path("", home)]

django.setup()
call_command("migrate", verbosity=0)
make_server("127.0.0.1", port, get_wsgi_application()).serve_forever()
