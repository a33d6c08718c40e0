package io.obdio.core.transport;

class ScriptedTransportTest extends DiagnosticTransportContract {

  @Override
  protected DiagnosticTransport newTransport() {
    return ScriptedTransport.car()
        .on("0902", "7E8#490201" + "57305A5A5A39395A54533339303030303000".substring(0, 34))
        .on(ROUTINE, "7E8#7101020300");
  }
}
