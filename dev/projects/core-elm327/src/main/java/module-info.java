module example {
  requires io.obdio.core;
  requires io.obdio.elm327;

  exports example;
}
