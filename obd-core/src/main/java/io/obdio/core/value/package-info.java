/** What an answer can be besides a quantity: readiness, monitors, trouble codes and the like. */
@NullMarked
package io.obdio.core.value;

import org.jspecify.annotations.NullMarked;
