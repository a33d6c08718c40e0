/** The metrics of the server in the formats of Prometheus and OpenMetrics. */
@NullMarked
package io.obdio.socketio.metrics;

import org.jspecify.annotations.NullMarked;
