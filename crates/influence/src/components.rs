//! Strongly connected components (Tarjan 1972), causes before effects.

use crate::SignedMap;

/// Drivers in blocks that reach each other; a block comes before all that it acts on.
pub struct Components {
    /// The drivers of each block, ascending.
    pub blocks: Vec<Vec<usize>>,
    /// The block of each driver.
    pub of: Vec<usize>,
}

const UNSEEN: usize = usize::MAX;

pub fn components(map: &SignedMap) -> Components {
    let n = map.drivers();
    let mut order = vec![UNSEEN; n];
    let mut low = vec![0; n];
    let mut of = vec![UNSEEN; n];
    let mut open = Vec::new();
    let mut blocks = Vec::new();
    let mut seen = 0;
    // Drivers being looked at, with the number of their links already followed.
    let mut way: Vec<(usize, usize)> = Vec::new();
    for start in 0..n {
        if order[start] != UNSEEN {
            continue;
        }
        way.push((start, 0));
        while let Some((v, followed)) = way.last_mut() {
            let v = *v;
            if *followed == 0 {
                order[v] = seen;
                low[v] = seen;
                seen += 1;
                open.push(v);
            }
            if let Some(&link) = map.out(v).get(*followed) {
                *followed += 1;
                let w = map.links()[link].to;
                if order[w] == UNSEEN {
                    way.push((w, 0));
                } else if of[w] == UNSEEN {
                    low[v] = low[v].min(order[w]);
                }
                // A first link to what is known must not look like a first visit.
                continue;
            }
            way.pop();
            if let Some(&(parent, _)) = way.last() {
                low[parent] = low[parent].min(low[v]);
            }
            if low[v] == order[v] {
                let first = open.iter().rposition(|&w| w == v).unwrap_or(0);
                let mut block = open.split_off(first);
                block.sort_unstable();
                for &w in &block {
                    of[w] = blocks.len();
                }
                blocks.push(block);
            }
        }
    }
    // Tarjan finds effects first.
    blocks.reverse();
    for block in &mut of {
        *block = blocks.len() - 1 - *block;
    }
    Components { blocks, of }
}
