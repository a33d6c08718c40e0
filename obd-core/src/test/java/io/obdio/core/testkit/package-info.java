/** Tools for the tests of all modules. */
package io.obdio.core.testkit;
