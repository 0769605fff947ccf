"""Tables of rules that find dates, quantities and events in a text, and the engine that runs them."""
