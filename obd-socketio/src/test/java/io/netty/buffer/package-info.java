/** One class that reaches Netty's leak detector. */
@NullMarked
package io.netty.buffer;

import org.jspecify.annotations.NullMarked;
