module example {
  requires io.obdio.core;
  requires io.obdio.slcan;

  exports example;
}
