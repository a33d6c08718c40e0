"""The three uses of a WebSocket client of EVOK, with websocket-client: devices.py SCENARIO PORT. Ends with 0."""

import json
import sys

import websocket

scenario, port = sys.argv[1:3]
url = "ws://127.0.0.1:" + port + "/ws"
received = []


def on_message(ws, message):
    devices = json.loads(message)
    assert isinstance(devices, list) and devices, message
    for device in devices:
        received.append((device["dev"], device["circuit"], device["value"]))
    if enough():
        ws.close()


def enough():
    if scenario == "listen":
        return len({value for dev, circuit, value in received if circuit == "RPM" and value is not None}) > 1
    assert all(dev in ("ro", "ao") for dev, circuit, value in received), received
    return any(circuit == "SIM_RPM" or dev == "ao" for dev, circuit, value in received)


def on_open(ws):
    if scenario == "filter":
        received.clear()
        ws.send(json.dumps({"cmd": "filter", "devices": ["relay", "ao"]}))
    elif scenario == "set":
        ws.send(json.dumps({"cmd": "set", "dev": "output", "circuit": "SIM_IGNITION", "value": 0}))
        ws.close()


def on_error(ws, error):
    if scenario != "set":  # there it complains of its own close
        print("error", repr(error))
        sys.exit(1)


app = websocket.WebSocketApp(url, on_message=on_message, on_open=on_open, on_error=on_error)
app.run_forever()
print("DONE")
