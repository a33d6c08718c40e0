package io.obdio.socketio.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README shows is what is compiled. */
class ReadmeTest {

  private static final Path README = Path.of("..", "README.md");
  private static final Path PROGRAM =
      Path.of("src", "test", "java", "io", "obdio", "socketio", "readme", "MyCar.java");

  @Test
  void theProgramInReadmeIsTheOneThatIsCompiled() throws IOException {
    String source = Files.readString(PROGRAM);
    String body = source.substring(source.indexOf("import ")).strip();
    assertTrue(
        Files.readString(README).contains("```java\n" + body + "\n```"),
        "README.md does not show\n" + body);
    assertEquals(12, body.lines().count(), "README promises twelve lines");
  }

  @Test
  void thereAreExactlyTwoCommandsToStartWith() throws IOException {
    long commands =
        Pattern.compile("^```sh\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(Files.readString(README))
            .results()
            .map(MatchResult::group)
            .count();
    assertEquals(2, commands);
  }
}
