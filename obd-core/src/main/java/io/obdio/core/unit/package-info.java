/**
 * Units of measurement and quantities. A quantity converts within its dimension and refuses any
 * other.
 */
@NullMarked
package io.obdio.core.unit;

import org.jspecify.annotations.NullMarked;
