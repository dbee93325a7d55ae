package dev.ferry.delta.apply;

import dev.ferry.model.Digest;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;

/** What is proved by a digest when a delta is applied. */
enum Stage {
  BASE("the old file", "旧文件"),
  DELTA("the delta itself", "差分文件本身"),
  OPENED_OLD("the opened content of the old file", "旧文件解开后的内容"),
  OPENED("the opened content of the new file", "新文件解开后的内容"),
  CONTAINER("the new file", "新文件");

  private final String english;
  private final String chinese;

  Stage(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /** Says that a digest is another one. */
  void check(Path file, Digest got, Digest want) {
    if (!got.equals(want)) {
      throw failure(
          file,
          Text.of(
              "got `sha256:%s`, want `sha256:%s`",
              "得到 `sha256:%s`，应为 `sha256:%s`", got.hex(), want.hex()));
    }
  }

  /** A failure of this stage. */
  FerryException failure(Path file, Text why) {
    return new FerryException(
        Failure.VERIFICATION,
        Text.of(
            "Apply delta, `%s`: %s is wrong: %s",
            "应用差分 `%s`：%s不对：%s", file, new Text(english, chinese), why));
  }
}
