/** Apache Kafka as the store of a fleet's batches, and as their source. */
@NullMarked
package io.obdio.socketio.fleet.kafka;

import org.jspecify.annotations.NullMarked;
