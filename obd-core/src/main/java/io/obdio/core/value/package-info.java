/** The values other than quantities: readiness, monitors, trouble codes and others. */
@NullMarked
package io.obdio.core.value;

import org.jspecify.annotations.NullMarked;
