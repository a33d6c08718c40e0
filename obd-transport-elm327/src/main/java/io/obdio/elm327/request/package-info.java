/**
 * Requests to the vehicle: header and timeout, the reader of replies, the retry policy and the loop
 * that follows it.
 */
@NullMarked
package io.obdio.elm327.request;

import org.jspecify.annotations.NullMarked;
