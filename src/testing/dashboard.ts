/** One query of a dashboard, and where it is shown. */
export interface PanelQuery {
  readonly panel: string;
  readonly legend: string;
  readonly expr: string;
}

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

export interface Dashboard {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] };
}

/** All queries of a Grafana dashboard. */
export function queriesOf({ panels }: Dashboard): readonly PanelQuery[] {
  return panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr, legendFormat }) => ({ panel: title, legend: legendFormat, expr })),
  );
}

/** As Grafana sends a query when everything is chosen and the window is large. */
export function asSent(expr: string): string {
  return expr.replaceAll("$__rate_interval", "5m").replaceAll("$job", ".*").replaceAll("$instance", ".*");
}
