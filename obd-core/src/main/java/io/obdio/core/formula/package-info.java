/**
 * The expression language of definition files and scenarios. One parser compiles the text of every
 * {@link io.obdio.core.formula.Dialect}; a dialect is a table of operators, functions and
 * variables, one for each file format. A compiled {@link io.obdio.core.formula.Formula} computes a
 * number and nothing else. Length, nesting and number of arguments are bounded.
 */
@NullMarked
package io.obdio.core.formula;

import org.jspecify.annotations.NullMarked;
