/**
 * Exchanges with a vehicle as plain text: written around any transport, edited by hand, played back
 * through a transport of its own. The format is described in docs/recordings.md.
 */
@NullMarked
package io.obdio.core.recording;

import org.jspecify.annotations.NullMarked;
