/** Linux SocketCAN: raw frames as a CanBus, and the kernel's ISO-TP sockets as a transport. */
@NullMarked
package io.obdio.socketcan;

import org.jspecify.annotations.NullMarked;
