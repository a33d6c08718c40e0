/**
 * An adapter that connects several servers to a cluster, and the messages that they exchange. The
 * messages are those of Node's ClusterAdapter, so that Node servers can be members of the same
 * cluster. {@link io.obdio.socketio.cluster.ClusterBus} carries them.
 */
@NullMarked
package io.obdio.socketio.cluster;

import org.jspecify.annotations.NullMarked;
