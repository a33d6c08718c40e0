module example {
  requires io.obdio.core;

  exports example;
}
