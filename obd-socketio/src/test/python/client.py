"""One scenario with python-socketio: client.py SCENARIO TRANSPORT PORT. Ends with 0 when all holds."""

import os
import queue
import sys
import traceback

import socketio

name, transport, port = sys.argv[1:4]
url = "http://127.0.0.1:" + port
transports = ["polling", "websocket"] if transport == "upgrade" else [transport]


def connected(namespaces, auth):
    client = socketio.Client(reconnection=False)
    heard = queue.Queue()
    for namespace in namespaces:
        client.on("*", lambda event, *args: heard.put((event, *args)), namespace=namespace)
    client.on("question", lambda a, b: (a + b, bytes([a, b])))
    client.connect(url, transports=transports, auth=auth, namespaces=namespaces, wait_timeout=20)
    return client, heard


def wait(heard, event):
    while True:
        message = heard.get(timeout=20)
        if message[0] == event:
            return message[1:]


def everything():
    client, heard = connected(["/", "/custom"], {"token": "t1"})
    assert wait(heard, "auth")[0] == {"token": "t1"}
    assert client.call("echo", "hi", timeout=20) == "hi"
    assert client.call("slow", 7, timeout=20) == 7
    assert client.call("ask", (2, 3), timeout=20) == [5, bytes([2, 3])]
    data = bytes([0, 1, 254, 255])
    assert client.call("echo", {"a": [data]}, timeout=20) == {"a": [data]}
    client.emit("back", (data, "between", {"deep": data}))
    assert wait(heard, "back") == (data, "between", {"deep": data})
    assert client.call("echo", "in custom", namespace="/custom", timeout=20) == "in custom"
    assert client.get_sid("/custom") != client.get_sid("/")

    other, other_heard = connected(["/"], None)
    client.call("join", "r1", timeout=20)
    other.call("join", "r1", timeout=20)
    client.call("shout", ("r1", "news"), timeout=20)
    assert wait(other_heard, "heard") == ("news",)
    other.call("leave", "r1", timeout=20)
    client.call("shout", ("r1", "again"), timeout=20)
    other.call("echo", 1, timeout=20)
    assert all(event != "heard" for event, *_ in list(other_heard.queue))

    refused = socketio.Client(reconnection=False)
    reasons = queue.Queue()
    refused.on("connect_error", lambda reason: reasons.put(reason), namespace="/private")
    refused.connect(url, transports=transports, namespaces=["/private"], wait=False)
    assert reasons.get(timeout=20) == {"message": "not authorised", "data": {"code": 401}}
    assert "/private" not in refused.namespaces
    refused.disconnect()

    other.disconnect()
    client.disconnect()
    print("DONE", flush=True)


def reconnect():
    client = socketio.Client(reconnection_delay=0.1, reconnection_delay_max=0.5)
    connects = queue.Queue()
    client.on("connect", lambda: connects.put("connect"))
    client.on("disconnect", lambda *reason: connects.put("disconnect"))
    client.connect(url, transports=transports, wait_timeout=20)
    assert connects.get(timeout=20) == "connect"
    first = client.get_sid()
    print("READY", flush=True)  # the server restarts now
    assert connects.get(timeout=60) == "disconnect"
    assert connects.get(timeout=60) == "connect"
    assert client.get_sid() != first
    assert client.call("echo", "again", timeout=20) == "again"
    client.disconnect()
    print("DONE", flush=True)


try:
    {"everything": everything, "reconnect": reconnect}[name]()
except BaseException:
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)  # the clients' threads would keep a failed program alive
os._exit(0)
