/** Frequent Italian family and given names, the commonest first: what a long list is made of. */
export const familyNames = (
  'Rossi Ferrari Russo Bianchi Romano Gallo Costa Fontana Conti Esposito Ricci Bruno De_Luca Moretti Marino Greco ' +
  'Barbieri Lombardi Giordano Rizzo Colombo Mancini Longo Leone Martinelli Marchetti Martini Galli Gatti Mariani ' +
  'Ferrara Santoro Marini Bianco Conte Serra Farina Gentile Caruso Morelli Ferri Testa Ferraro Pellegrini Grassi ' +
  'Rossetti D’Angelo Bernardi Mazza Rizzi Silvestri Vitale Franco Parisi Martino Valentini Castelli Bellini Monti ' +
  'Lombardo Fiore Grasso Ferro Carbone Orlando Guerra Palmieri Milani Villa Viola Ruggeri De_Santis D’Amico Negri ' +
  'Battaglia Sala Palumbo Benedetti Olivieri Giuliani Rosa Amato Molinari Alberti Barone Pellegrino Piazza Moro ' +
  'Melis Murgia Piras Sanna Lai Meloni Carta Loi Puddu Deiana Zedda Floris Cossu Serra_Pala Usai Pinna Mura Corda ' +
  'Atzeni Pilloni Mereu Cabras Secci Lecca Porcu Orrù Podda Spiga Scano Matta Congiu Tuveri Mameli Argiolas Dessì ' +
  'Nicolò Èlia Ibba Ligas Onnis Quartu Tronci Urru Vacca Xaxa Zanda Zuncheddu Hussain Diop Popescu Hoxha El_Amrani ' +
  'Singh Chen Hu Ndiaye Ahmed Fofana Kaur Khan Haddad Wang Yilmaz Jovanović Łukasik'
)
  .split(' ')
  .map((name) => name.replaceAll('_', ' '));

export const givenNames = (
  'Maria Giuseppe Anna Antonio Giovanni Francesco Mario Luigi Rosa Angela Giovanna Vincenzo Teresa Lucia Salvatore ' +
  'Carmela Franco Roberto Paolo Stefania Marco Laura Andrea Elena Paola Daniela Alessandro Silvia Claudia Stefano ' +
  'Massimo Patrizia Luca Efisio Gabriele Barbara Cristina Federica Chiara Sara Matteo Davide Simone Valentina Giulia ' +
  'Anna_Maria Maria_Grazia Gian_Luca Michela Fabio Ignazio Gavino Pietro Nicolò José Ilaria Bruno Caterina Debora ' +
  'Emanuele Filippo Giorgia Katia Loredana Mohamed Noemi Ornella Priscilla Quirico Rita Sebastiano Tiziana Ugo ' +
  'Veronica Walter Xenia Yuri Zaira Fatou Ion Mihaela Youssef Aicha Amina Hassan'
)
  .split(' ')
  .map((name) => name.replaceAll('_', ' '));
