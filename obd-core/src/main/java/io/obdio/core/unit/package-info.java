/** Units of measurement and quantities, which convert within their dimension. */
@NullMarked
package io.obdio.core.unit;

import org.jspecify.annotations.NullMarked;
