// The part of Graphviz that postern-render uses: reading a graph (cgraph), laying it out and
// turning it into bytes (gvc). Debian: libgraphviz-dev.
#ifndef POSTERN_CGRAPHVIZ_SHIM_H
#define POSTERN_CGRAPHVIZ_SHIM_H

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>
#include <graphviz/types.h>

#include <string.h>

/// Sets the resolution of a graph that was laid out, unless the graph states one: 144 dots per inch,
/// or as many as keep the picture within 16,000 by 16,000 and 50 million pixels. Cairo fails, and
/// Graphviz then crashes, on much larger ones.
static inline void postern_set_resolution(Agraph_t *graph) {
  const double most_pixels = 50e6, longest_side = 16000, points_per_inch = 72;
  // Half an inch stands for the border around the drawing.
  const double width = (GD_bb(graph).UR.x - GD_bb(graph).LL.x) / points_per_inch + 0.5;
  const double height = (GD_bb(graph).UR.y - GD_bb(graph).LL.y) / points_per_inch + 0.5;
  double resolution = GD_drawing(graph)->dpi > 0 ? GD_drawing(graph)->dpi : 144;
  while (resolution > 1 &&
         (resolution * width > longest_side || resolution * height > longest_side ||
          resolution * width * resolution * height > most_pixels)) {
    resolution *= 0.9;
  }
  GD_drawing(graph)->dpi = resolution;
}

/// How many edges of a graph that was laid out have no line although they are to be seen: Graphviz
/// loses edges without an error when it cannot route them.
static inline int postern_lost_edge_count(Agraph_t *graph) {
  int lost = 0;
  for (Agnode_t *node = agfstnode(graph); node != 0; node = agnxtnode(graph, node)) {
    for (Agedge_t *edge = agfstout(graph, node); edge != 0; edge = agnxtout(graph, edge)) {
      const char *style = agget(edge, (char *)"style");
      if (style != 0 && strcmp(style, "invis") == 0) continue;
      if (ED_spl(edge) == 0 || ED_spl(edge)->size == 0) lost += 1;
    }
  }
  return lost;
}

#endif
