import org.jspecify.annotations.NullMarked;

/** The Socket.IO server and the program {@code obdio}. */
@NullMarked
module io.obdio.socketio {
  requires transitive io.obdio.core;
  requires io.netty.buffer;
  requires io.netty.codec;
  requires io.netty.codec.compression;
  requires io.netty.codec.http;
  requires io.netty.common;
  requires io.netty.handler;
  requires transitive io.netty.transport;
  requires io.netty.transport.classes.epoll;
  requires java.net.http;
  requires org.slf4j;
  requires tools.jackson.databind;
  requires static com.google.guice;
  requires static com.hivemq.client.mqtt;
  requires static info.picocli;
  requires static kafka.clients;
  requires static lettuce.core;
  requires static io.prometheus.metrics.core;
  requires static io.prometheus.metrics.model;
  requires static io.prometheus.writer.text;
  requires static java.management;
  requires static io.obdio.elm327;
  requires static io.obdio.isotp;
  requires static io.obdio.sim;
  requires static jakarta.inject;
  requires static java.sql;
  requires static org.xerial.sqlitejdbc;
  requires static tools.jackson.dataformat.yaml;
  requires static com.google.errorprone.annotations;
  requires static transitive org.jspecify;

  exports io.obdio.socketio.access;
  exports io.obdio.socketio.channels;
  exports io.obdio.socketio.cluster;
  exports io.obdio.socketio.cluster.redis;
  exports io.obdio.socketio.engineio;
  exports io.obdio.socketio.event;
  exports io.obdio.socketio.history;
  exports io.obdio.socketio.history.computer;
  exports io.obdio.socketio.history.export;
  exports io.obdio.socketio.http;
  exports io.obdio.socketio.hub;
  exports io.obdio.socketio.json;
  exports io.obdio.socketio.obd;
  exports io.obdio.socketio.protocol;
  exports io.obdio.socketio.server;
  exports io.obdio.socketio.server.netty;
  exports io.obdio.socketio.vehicle;
  exports io.obdio.socketio.vehicle.sleep;

  opens io.obdio.socketio.app to
      com.google.guice,
      info.picocli;
  opens io.obdio.socketio.app.cluster to
      info.picocli;
  opens io.obdio.socketio.app.history to
      info.picocli;
  opens io.obdio.socketio.app.car to
      info.picocli;
  opens io.obdio.socketio.app.log to
      info.picocli;
  opens io.obdio.socketio.app.uplink to
      info.picocli;
  opens io.obdio.socketio.app.sim to
      info.picocli;
  opens io.obdio.socketio.app.trace to
      info.picocli;
  opens io.obdio.socketio.app.fleet to
      info.picocli;
  opens io.obdio.socketio.app.kiosk to
      info.picocli;
  opens io.obdio.socketio.app.serve to
      info.picocli;
}
