package io.obdio.socketio.cluster;

/** The streams adapter of both kinds of servers. */
class ClusterIT extends ClusterMatrix {
  ClusterIT() {
    super(ClusterProtocol.STREAMS);
  }
}
