/**
 * ISO-TP connections on a CAN bus: callbacks, streams, functional requests and servers. All
 * connections of a network run on one event loop; user code runs on other threads.
 */
@NullMarked
package io.obdio.isotp.network;

import org.jspecify.annotations.NullMarked;
