"""A web application that logs people in by Authlib, as Authlib's documentation writes it for Flask."""

import json
import os
import sys

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.flask_client import OAuth
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from flask import Flask, jsonify, redirect, request, session, url_for

port, providers = int(sys.argv[1]), json.loads(sys.argv[2])

app = Flask(__name__)
app.secret_key = os.urandom(32)
app.config.update(SERVER_NAME=f"localhost:{port}")
oauth = OAuth(app)

for name, settings in providers.items():
    oauth.register(
        name,
        client_id=settings["client_id"],
        client_secret=settings["secret"],
        server_metadata_url=settings["issuer"] + "/.well-known/openid-configuration",
        client_auth_methods=[PrivateKeyJWT(settings["issuer"] + "/openid/token", alg="RS256")],
        client_kwargs={
            "scope": settings["scope"],
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": settings["method"],
        },
    )


@app.get("/login/<name>")
def login(name):
    return oauth.create_client(name).authorize_redirect(url_for("callback", name=name, _external=True))


@app.get("/callback/<name>")
def callback(name):
    client = oauth.create_client(name)
    token = client.authorize_access_token()
    session["id_token"] = token["id_token"]
    return jsonify(token=token, userinfo=client.userinfo(token=token))


@app.get("/refresh/<name>")
def refresh(name):
    client = oauth.create_client(name)
    metadata = client.load_server_metadata()
    with client._get_oauth_client(**metadata) as oauth_session:
        token = oauth_session.refresh_token(metadata["token_endpoint"], refresh_token=request.args["token"])
    return jsonify(token=token, userinfo=client.userinfo(token=token))


@app.get("/logout/<name>")
def logout(name):
    there = oauth.create_client(name).create_logout_url(url_for("bye", _external=True), id_token_hint=session["id_token"])
    session["state"] = there["state"]
    return redirect(there["url"])


@app.get("/bye")
def bye():
    return jsonify(state_is_mine=request.args["state"] == session["state"])


@app.errorhandler(OAuthError)
def refused(error):
    return jsonify(error=error.error, description=error.description), 400


app.run(host="127.0.0.1", port=port)
