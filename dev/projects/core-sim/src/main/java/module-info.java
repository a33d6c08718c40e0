module example {
  requires io.obdio.core;
  requires io.obdio.sim;

  exports example;
}
