package dev.ferry.carry.receive;

import dev.ferry.carry.depot.Depot;
import dev.ferry.carry.depot.HeldGoods;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.inventory.NumberRange;
import dev.ferry.carry.parcel.FileFault;
import dev.ferry.carry.parcel.PartNeed;
import dev.ferry.carry.receipt.ImportResult;
import dev.ferry.carry.receipt.Missing;
import dev.ferry.carry.receipt.RootReceipt;
import dev.ferry.carry.receipt.RootState;
import dev.ferry.model.Digest;
import dev.ferry.model.Text;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says to people what became of a parcel. */
final class AnswerLines {
  private static final int MOST_TOLD = 12;

  private AnswerLines() {}

  /** The answer in one line. */
  static Text line(Taken taken) {
    long number = taken.contents().name().number();
    Text names = names(taken);
    Text blobs = Text.count(taken.made(), "new blob", "个新数据块");
    return switch (taken.result()) {
      case COMPLETE ->
          taken.later().isPresent()
              ? superseded(taken)
              : Text.of("Parcel %d imported: %s, %s", "第 %d 号包裹已导入：%s，%s", number, names, blobs);
      case INCOMPLETE ->
          Text.of(
              "Parcel %d is not whole yet: %s, %s; what came is held",
              "第 %d 号包裹尚不完整：%s，%s；已到的内容已保存", number, names, blobs);
      case REFUSED -> Text.of("Parcel %d is refused: %s", "第 %d 号包裹被拒绝：%s", number, names);
    };
  }

  /** What an import would answer. */
  static Text tried(Taken taken) {
    long number = taken.contents().name().number();
    Text names = names(taken);
    Text blobs = Text.count(taken.made(), "new blob", "个新数据块");
    return switch (taken.result()) {
      case COMPLETE ->
          taken.later().isPresent()
              ? superseded(taken)
              : Text.of(
                  "Would import parcel %d: %s, %s", "将导入第 %d 号包裹：%s，%s", number, names, blobs);
      case INCOMPLETE ->
          Text.of(
              "Would hold parcel %d, which is not whole: %s, %s",
              "将暂存第 %d 号包裹，它尚不完整：%s，%s", number, names, blobs);
      case REFUSED -> Text.of("Would refuse parcel %d: %s", "将拒绝第 %d 号包裹：%s", number, names);
    };
  }

  private static Text names(Taken taken) {
    String roots =
        String.join(", ", taken.roots().stream().map(root -> "`" + root.name() + "`").toList());
    return roots.isEmpty() ? Text.of("what was asked for", "所请求的内容") : Text.same(roots);
  }

  private static Text superseded(Taken taken) {
    return Text.of(
        "Parcel %d is older than parcel %d, which is here: what has its names now stays;"
            + " `--as NAME` keeps it beside",
        "第 %d 号包裹早于已导入的第 %d 号包裹：同名的现有内容保持不变；可用 `--as NAME` 另存",
        taken.contents().name().number(),
        taken.later().orElse(0));
  }

  /** Further lines: what lies where, what was wrong, what to bring, what to type. */
  static List<Text> details(Depot depot, Taken taken, boolean trial) {
    List<Text> lines = new ArrayList<>();
    for (RootReceipt root : taken.roots()) {
      lines.add(
          Text.of(
              "  %s `%s` %s: %s",
              "  %s `%s` %s：%s",
              root.kind().words(),
              root.name(),
              root.digest(),
              trial ? triedState(root.state()) : state(root.state())));
      lines.addAll(Whereabouts.of(depot, root));
    }
    taken.reasons().stream().limit(MOST_TOLD).forEach(reason -> lines.add(indented(reason)));
    again(depot, taken, lines);
    taken.contents().found().faults().stream()
        .limit(MOST_TOLD)
        .forEach(fault -> lines.add(fault(fault)));
    bring(taken, lines);
    return lines;
  }

  private static Text indented(Text line) {
    return Text.of("  %s", "  %s", line);
  }

  /** How something whose name is taken can still be had. */
  private static void again(Depot depot, Taken taken, List<Text> lines) {
    boolean named = taken.result() == ImportResult.REFUSED && taken.named();
    if (!named || Naming.findMeant(goods(taken)).isEmpty()) {
      return;
    }
    Path held = new HeldGoods(depot).parts(taken.contents().name().id());
    lines.add(
        Files.isDirectory(held)
            ? Text.of(
                "  its parts are held: `ferry import %s --depot %s --as NAME` keeps it beside",
                "  其分卷已暂存：`ferry import %s --depot %s --as NAME` 可另存",
                Whereabouts.quoted(held.toString()),
                Whereabouts.quoted(depot.folder().toString()))
            : Text.of(
                "  the same command with `--as NAME` keeps it beside: bring the parcel again",
                "  同一命令加上 `--as NAME` 可另存：请再次带来该包裹"));
  }

  private static Goods goods(Taken taken) {
    return taken.contents().goods();
  }

  private static void bring(Taken taken, List<Text> lines) {
    Missing missing = taken.missing();
    if (!missing.parts().isEmpty()) {
      lines.add(bring(taken.contents().found().need(), missing));
    }
    for (Digest digest : missing.blobs().stream().limit(MOST_TOLD).toList()) {
      int number = goods(taken).numbers().getOrDefault(digest, 0);
      lines.add(
          Text.of(
              "  not here: `%s` %s", "  仓库中没有：`%s` %s", goods(taken).blob(number).shown(), digest));
    }
    if (!missing.isNothing()) {
      lines.add(
          Text.of(
              "  on the connected side: ferry export --request \"…\" with these lines:",
              "  在联网侧运行 ferry export --request \"…\"，内容为以下各行："));
      Requests.typed(goods(taken), missing)
          .lines()
          .forEach(line -> lines.add(Text.same("    " + line)));
    }
  }

  /** Where some of the missing parts are enough, the request names which. */
  private static Text bring(PartNeed need, Missing missing) {
    if (need.enough() == need.missing().size()) {
      return Text.of("  bring %s", "  请补送%s", need.text());
    }
    return Text.of(
        "  bring %s; the request asks for %s",
        "  请补送%s；补送请求要的是 %s",
        need.text(),
        String.join(", ", missing.parts().stream().map(NumberRange::toString).toList()));
  }

  private static Text fault(FileFault fault) {
    return Text.of("  `%s`: %s", "  `%s`：%s", fault.file().getFileName(), fault.what());
  }

  private static Text triedState(RootState state) {
    return switch (state) {
      case KEPT -> Text.of("would be kept", "将保存");
      case WAITING -> Text.of("would wait", "将等待补送");
      case REFUSED -> Text.of("would be refused", "将拒绝");
      case PRESENT -> state(state);
    };
  }

  private static Text state(RootState state) {
    return switch (state) {
      case KEPT -> Text.of("kept", "已保存");
      case PRESENT -> Text.of("was here", "原已存在");
      case WAITING -> Text.of("waiting", "等待补送");
      case REFUSED -> Text.of("refused", "已拒绝");
    };
  }
}
