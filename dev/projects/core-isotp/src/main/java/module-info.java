module example {
  requires io.obdio.core;
  requires io.obdio.isotp;

  exports example;
}
