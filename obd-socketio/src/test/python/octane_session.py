"""The session of the OCTANE page, cell by cell, with python-socketio: octane_session.py TRANSPORT PORT AUTH.

AUTH is 'event' or 'query'. Prints what the page prints; each cell waits for its line.
"""

import sys
import threading

import socketio

transport, port, auth = sys.argv[1:4]
transports = ["polling", "websocket"] if transport == "upgrade" else [transport]
namespace = "/octane"
api_key = "obd_a_key_that_is_long_enough"
url = "http://127.0.0.1:" + port + ("?X-API-KEY=" + api_key if auth == "query" else "")

sio = socketio.Client(reconnection=False)
printed = threading.Semaphore(0)
authenticated = threading.Event()


def show(*what):
    print(*what, flush=True)
    printed.release()


@sio.on("connect", namespace=namespace)
def on_connect():
    if auth == "event":
        sio.emit("auth", {"x-api-key": api_key}, namespace=namespace)


@sio.on("channels", namespace=namespace)
def on_first_channels(data):
    authenticated.set()


sio.connect(url, namespaces=[namespace], transports=transports, wait_timeout=20)
if not authenticated.wait(20):
    sys.exit("not authenticated")


@sio.on("join", namespace=namespace)
def on_join(data):
    show("Joining:", data)


@sio.on("leave", namespace=namespace)
def on_leave(data):
    show("Leaving:", data)


@sio.on("channels", namespace=namespace)
def on_channels(data):
    show("Channel information", data)


@sio.on("user_message", namespace=namespace)
def on_user_message(data):
    show("User Message:", data)


@sio.on("disconnect", namespace=namespace)
def on_disconnect():
    show("Disconnected from server")


def cell(event, *args):
    sio.emit(event, *args, namespace=namespace)
    if not printed.acquire(timeout=20):
        sys.exit("nothing was printed after " + event)


cell("channels")
cell("join", {"channel": "fuel"})
cell("channels")
cell("leave", {"channel": "fuel"})
cell("channels")
cell("user_message", {"message": "Testing messaging"})
cell("disconnect_request")
print("DONE", flush=True)
