package io.obdio.socketio.metrics;

/** The numbers of a cluster of servers. Methods may be called by any thread and do not block. */
public interface ClusterFigures {

  /** Returns whether the other servers are reachable. */
  boolean isConnected();

  /** Returns the number of messages that wait to be sent. */
  long queued();

  /** Returns the number of messages that were dropped. */
  long dropped();

  /** Returns how often events of other servers were lost because this server read too slowly. */
  long gaps();
}
