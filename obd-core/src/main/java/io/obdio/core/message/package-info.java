/**
 * The messages to and from a vehicle as bytes with an address, the services they belong to, and the
 * legislated addresses. Independent of transports and of the meaning of data.
 */
@NullMarked
package io.obdio.core.message;

import org.jspecify.annotations.NullMarked;
