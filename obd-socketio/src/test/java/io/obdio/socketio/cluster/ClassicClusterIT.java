package io.obdio.socketio.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The classic adapter of both kinds of servers. */
class ClassicClusterIT extends ClusterMatrix {
  ClassicClusterIT() {
    super(ClusterProtocol.CLASSIC);
  }

  /** A request that only this adapter has; the ids of clients are rooms of their own in Node. */
  @Test
  void theRoomsOfAllServers() throws Exception {
    NodeServer node = (NodeServer) servers().get(0);
    Set<Object> rooms = Set.copyOf(node.allRooms());
    assertEquals(true, rooms.containsAll(Set.of("java", "node")), rooms::toString);
  }
}
