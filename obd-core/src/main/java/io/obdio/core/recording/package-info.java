/**
 * Recordings of the exchanges with a vehicle as plain text: written by a transport that wraps
 * another, edited by hand, replayed by a transport. docs/recordings.md describes the format.
 */
@NullMarked
package io.obdio.core.recording;

import org.jspecify.annotations.NullMarked;
