package dev.ferry.carry.export;

import dev.ferry.carry.goods.Blob;
import dev.ferry.carry.goods.Goods;
import dev.ferry.carry.goods.Item;
import dev.ferry.carry.goods.Root;
import dev.ferry.carry.goods.SiteName;
import dev.ferry.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the goods of a parcel are, for the person who finds its medium. It follows from the goods
 * alone, so that a parcel that is written again says the same.
 */
final class ContentLines {
  /** Bases that are named one by one. */
  private static final int MOST_BASES = 12;

  private ContentLines() {}

  static List<Text> of(Goods goods) {
    List<Text> lines = new ArrayList<>();
    lines.add(
        goods
            .site()
            .map(SiteName::value)
            .map(site -> Text.of("Site     %s", "站点     %s", site))
            .orElse(Text.of("Site     any: everything in it is whole", "站点     任意：全部完整携带")));
    lines.add(
        Text.of("Number   %d, planned at %s", "编号     %d，计划于 %s", goods.number(), goods.created()));
    goods.roots().forEach(root -> lines.add(root(root)));
    lines.add(items(goods));
    lines.addAll(bases(goods));
    return lines;
  }

  private static Text root(Root root) {
    Text kind =
        switch (root) {
          case Root.Bundle bundle -> Text.of("bundle", "包");
          case Root.Image image -> Text.of("image", "镜像");
          case Root.File file -> Text.of("file", "文件");
        };
    return Text.of("Brings   %s %s, %s", "带来     %s %s，%s", kind, root.name(), root.digest());
  }

  private static Text items(Goods goods) {
    long deltas = goods.items().stream().filter(i -> i.form() == Item.Form.DELTA).count();
    return Text.of(
        "Holds    %d whole, %d as deltas; %d more have to be at the site already",
        "内容     完整 %d 项，差分 %d 项；另有 %d 项须已在站点",
        goods.items().size() - deltas,
        deltas,
        goods.held().size());
  }

  /** What deltas of it are made against and is not in it. */
  private static List<Text> bases(Goods goods) {
    Set<Integer> numbers = new TreeSet<>();
    goods.items().forEach(item -> item.bases().stream().forEach(numbers::add));
    List<Blob> bases = numbers.stream().filter(goods::isHeld).map(goods::blob).toList();
    List<Text> lines = new ArrayList<>();
    bases.stream()
        .limit(MOST_BASES)
        .forEach(base -> lines.add(Text.of("Rests on %s", "基于     %s", base.shown())));
    if (bases.size() > MOST_BASES) {
      lines.add(Text.of("Rests on %d more", "基于     另有 %d 项", bases.size() - MOST_BASES));
    }
    return lines;
  }
}
