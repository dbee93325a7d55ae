package dev.ferry.cli.command;

import dev.ferry.carry.compare.Change;
import dev.ferry.carry.compare.Finding;
import dev.ferry.model.Text;
import java.util.Comparator;

/** Says in a line what a finding of {@code ferry diff} means. */
final class FindingWords {
  /** The most pressing kind first, then by package. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::kind)
          .thenComparing(Finding::owner)
          .thenComparing(Finding::subject);

  private static final int HASH = 64;
  private static final int SHOWN = 12;

  private FindingWords() {}

  static Text of(Finding finding) {
    Text what = Text.of("%s%s", "%s%s", meaning(finding), values(finding));
    return finding.owner().isEmpty() ? what : Text.of("%s: %s", "%s：%s", finding.owner(), what);
  }

  private static Text meaning(Finding finding) {
    String subject = finding.subject();
    return switch (finding.kind()) {
      case SAME_NAME_OTHER_BYTES ->
          Text.of(
              "`%s` has the same name and OTHER BYTES: changed by someone, or from another channel",
              "`%s` 文件名相同而内容不同：被人改动，或来自另一渠道", subject);
      case DOWNGRADE -> Text.of("an older version than before", "版本比原来低");
      case SOURCE -> Text.of("comes from another source", "来源改变");
      case START_HOOK ->
          Text.of("%s runs at every start of Python", "每次启动 Python 都会执行的 %s", quoted(finding));
      case SITE_HOOK ->
          Text.of(
              "%s is imported at every start of Python", "每次启动 Python 都会导入的 %s", quoted(finding));
      case INSTALLER -> Text.of("%s, run on the node", "在节点上运行的 %s", quoted(finding));
      case SMOKE ->
          Text.of("smoke test %s, run by the installer", "安装时运行的冒烟测试 %s", quoted(finding));
      case INTERPRETER -> Text.of("carried interpreter %s", "随包携带的解释器 %s", quoted(finding));
      case ENVIRONMENT -> Text.of("environment variable %s", "环境变量 %s", quoted(finding));
      case SETUP_HOOK -> Text.of("hook of build tools %s", "构建工具钩子 %s", quoted(finding));
      case SHADOWED -> Text.of("new module `%s` is also one of", "新模块 `%s` 也属于", subject);
      case FIT -> Text.of("libraries not proven to fit", "库未证实适合");
      case BUILT -> Text.of("built from source before the trip", "由源码构建");
      case SYSTEM_LIBRARY ->
          Text.of("library %s on the machine, for", "目标机器上的库 %s，需要者", quoted(finding));
      case PLATFORM -> Text.of("asked of the machine: %s", "对目标机器的要求：%s", quoted(finding));
      case LICENCE_UNKNOWN -> Text.of("no licence stated", "未声明许可证");
      case LICENCE -> Text.of("licence", "许可证");
      case EVIDENCE_LOST -> Text.of("statement gone: `%s`", "证明丢失：`%s`", subject);
      case PLUGIN -> Text.of("plug-in %s", "插件 %s", quoted(finding));
      case COMMAND -> Text.of("command %s", "命令 %s", quoted(finding));
      case PROGRAM -> Text.of("program %s", "程序 %s", quoted(finding));
      case PLACED ->
          Text.of("file outside the packages' folder %s", "放在软件包目录之外的文件 %s", quoted(finding));
      case PATH_FILE -> Text.of("%s adds folders to the path", "扩展搜索路径的 %s", quoted(finding));
      case IMPORT_NAME -> Text.of("new module `%s`", "新模块 `%s`", subject);
      case LIBRARY -> Text.of("links `%s`, which it does not carry", "链接未随包携带的 `%s`", subject);
      case SYMBOLS -> Text.of("needs %s", "需要 %s", subject);
      case EXTRA_FILE -> Text.of("extra file %s", "附加文件 %s", quoted(finding));
      case BUNDLE_FILE -> Text.of("%s of the bundle", "包中的 %s", quoted(finding));
      case EVIDENCE_NEW -> Text.of("new statement: `%s`", "新增证明：`%s`", subject);
    };
  }

  /** {@code new `x`}, {@code changed `x`}, {@code gone: `x`}. */
  private static Text quoted(Finding finding) {
    String subject = finding.subject();
    return switch (finding.change()) {
      case ADDED -> Text.of("`%s` (new)", "`%s`（新增）", subject);
      case REMOVED -> Text.of("`%s` (gone)", "`%s`（已移除）", subject);
      case CHANGED -> Text.of("`%s` (changed)", "`%s`（已改变）", subject);
    };
  }

  private static Text values(Finding finding) {
    String before = value(finding.before());
    String after = value(finding.after());
    if (finding.change() == Change.CHANGED) {
      return Text.of(": %s -> %s", "：%s -> %s", before, after);
    }
    String one = before.isEmpty() ? after : before;
    return one.isEmpty() || one.equals(finding.subject())
        ? Text.same("")
        : Text.of(": %s", "：%s", one);
  }

  /** Digests are told apart by their beginning; line ends would break the list. */
  private static String value(String value) {
    boolean digest = value.length() == HASH && value.matches("[0-9a-f]+");
    return digest ? "sha256 " + value.substring(0, SHOWN) : value;
  }
}
