/**
 * From the bytes of an answer to a typed value. Decoders are pure, small and never throw on what a
 * car sends.
 */
@NullMarked
package io.obdio.core.decode;

import org.jspecify.annotations.NullMarked;
