module example {
  requires com.fazecast.jSerialComm;
  requires io.obdio.core;
  requires io.obdio.socketcan;

  exports example;
}
