/** Ties every contract of a feature to its action; an endpoint without an action does not compile. */
import type { Endpoint } from '../../contracts/endpoint.ts'
import { type Action, type Route, route } from './route.ts'

type Actions<Definitions extends readonly Endpoint[]> = {
  [Definition in Definitions[number] as Definition['name']]: Action<Definition>
}

/** In two calls, because the compiler keeps `status: 200` a literal only where nothing is left to infer. */
export function routesOf<const Definitions extends readonly Endpoint[]>(
  definitions: Definitions,
): (actions: Actions<Definitions>) => Route[] {
  return (actions) => {
    const byName = actions as unknown as Record<string, Route['action']>
    return definitions.map((definition) => route(definition, byName[definition.name] as never))
  }
}
