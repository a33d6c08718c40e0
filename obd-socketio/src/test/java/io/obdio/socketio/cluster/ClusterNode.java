package io.obdio.socketio.cluster;

import java.util.List;
import java.util.Map;

/** A server of a cluster: of this project or of Node. Arguments and results are JSON. */
interface ClusterNode extends AutoCloseable {

  /** The recipients of an event. */
  record To(List<String> rooms, List<String> except, boolean isVolatile) {
    static final To ALL = new To(List.of(), List.of(), false);

    static To room(String... rooms) {
      return new To(List.of(rooms), List.of(), false);
    }

    To except(String... rooms) {
      return new To(this.rooms, List.of(rooms), isVolatile);
    }

    To asVolatile() {
      return new To(rooms, except, true);
    }
  }

  String name();

  int port();

  /** Sends an event; an argument {@code {"$bytes":[1,2]}} is sent as binary. */
  void emit(To to, String event, Object... args) throws Exception;

  /** Sends an event and returns the acknowledgements of all clients. */
  List<Object> ask(To to, String event, Object... args) throws Exception;

  /** Returns {@code id, rooms, data, address, query, issued} of each client. */
  List<Map<String, Object>> fetch(To to) throws Exception;

  void join(To to, String room) throws Exception;

  void leave(To to, String room) throws Exception;

  void disconnect(To to) throws Exception;

  void serverSide(String event, Object... args) throws Exception;

  List<Object> serverSideAsk(String event, Object... args) throws Exception;

  /** Returns the arguments of the events {@code hello} that other servers sent. */
  List<Object> received() throws Exception;

  @Override
  void close() throws java.io.IOException;
}
