package io.obdio.socketio.http;

/** One request and its response. */
public interface HttpExchange {}
