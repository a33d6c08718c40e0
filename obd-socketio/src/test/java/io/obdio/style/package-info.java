/** Checks of the language of the main sources and of the documentation. */
package io.obdio.style;
