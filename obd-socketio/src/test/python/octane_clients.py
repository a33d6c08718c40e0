"""Clients of the kinds that are in use: octane_clients.py KIND PORT. Ends with 0 when its work is done."""

import sys
import threading

import socketio

kind, port = sys.argv[1:3]
namespace = "/octane"
key = {"x-api-key": "obd_a_key_that_is_long_enough"}
done = threading.Event()
sio = socketio.Client(reconnection=False)


def on(event):
    return sio.on(event, namespace=namespace)


def emit(event, *args, **options):
    sio.emit(event, *args, namespace=namespace, **options)


if kind == "starts-in-auth-ok":
    # The handler takes exactly one argument, and begins the work.
    @on("connect")
    def connected():
        emit("auth", key)

    @on("auth_ok")
    def auth_ok(data):
        assert data["message"] == "OK", data
        emit("join", {"channel": "powertrain"})

    @on("powertrain_update")
    def update(data):
        assert set(data) == {"id", "serviced", "state"}, data
        done.set()

elif kind == "joins-in-the-first-channels":
    listings = []

    @on("connect")
    def connected():
        emit("auth", key)

    @on("channels")
    def channels(data):
        listings.append(data)
        assert len(listings) == 1, "listed again after a join"
        for channel in ("powertrain", "obd"):
            emit("join", {"channel": channel})

    @on("powertrain_update")
    def update(data):
        done.set()

elif kind == "joins-right-behind-auth":

    @on("connect")
    def connected():
        emit("auth", key)
        emit("join", {"channel": "powertrain"})
        emit("join", {"channel": "obd_rpm"})

    @on("error")
    def error(data):
        print(data, flush=True)

    @on("obd_update")
    def update(data):
        assert data["id"] == "RPM", data
        done.set()

elif kind == "callbacks-without-argument":
    acknowledged = []

    def callback():
        acknowledged.append(1)
        if len(acknowledged) == 4:
            done.set()

    @on("connect")
    def connected():
        emit("auth", key, callback=callback)
        emit("ipc_message", {"type": "trigger", "payload": 1}, callback=callback)
        emit("user_message", {"message": "hello"}, callback=callback)
        emit("disconnect_request", callback=callback)

elif kind == "wrong-key":
    failed = []

    @on("connect")
    def connected():
        emit("auth", {"x-api-key": "wrong"})

    @on("auth_fail")
    def auth_fail(data):
        failed.append(data["message"])

    @on("disconnect")
    def disconnected():
        if failed:
            done.set()

else:
    sys.exit("unknown kind " + kind)

sio.connect("http://127.0.0.1:" + port, namespaces=[namespace], wait_timeout=20)
if not done.wait(30):
    sys.exit(kind + ": the work was not done")
print("DONE", flush=True)
sio.disconnect()
