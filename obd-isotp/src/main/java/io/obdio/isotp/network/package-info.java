/**
 * Many ISO-TP connections on one CAN bus: callbacks, streams, functional requests and servers. All
 * of them run on one event loop around the engines; what users do with a message happens elsewhere.
 */
@NullMarked
package io.obdio.isotp.network;

import org.jspecify.annotations.NullMarked;
